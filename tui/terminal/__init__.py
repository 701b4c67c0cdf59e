"""Machinery around Textual 8.2.8, between the screen and the terminal.

Read this table before raising the pin of Textual. The fourth column is the gain on the module's own case, as medians of
``python -m bench.machinery`` (ms of processor time, KB sent); it is empty for modules that are about correctness. Tests
are in ``tests/tui/terminal``.

===============  =========================  ========================  =========================  =======================
module           Textual                    here                      with → without             tests
===============  =========================  ========================  =========================  =======================
frame_diff       sends every repaint        sends changed cells only  start 25.7 → 52.4 KB;      test_frame_diff
                                                                      help opened 15.0 → 36.5
                                                                      KB
sgr              sends the full style of    sends what differs from   page 5.0 → 6.0 KB          test_sgr
                 each segment               the style before
compositor       renders covered widgets    renders uncovered rows    row of an overlay 5.0 →    test_compositor
                                            only, made safe by        8.3 ms; overlay opened
                                            `sanitizer`               27.8 → 40.8 ms
painted_widget   repaints whole widgets     repaints changed rows,    row of the page 4.3 → 7.3  test_painted_widget
                                            once per frame            ms, 0.3 → 3.7 KB
steady_screen    lays out outdated sizes;   lays out the size of the  60 resizes 371 → 434 ms    test_steady_screen,
                 a click outside clears     terminal; keeps a focus                              test_terminal
                 the focus
output_thread    blocks after 30 unread     drops output and                                     test_shutdown
                 writes                     repaints later
driver           stops on invalid input;    ignores invalid input;                               test_input,
                 loops if the terminal is   exits                                                test_terminal
                 gone
shutdown         handles signals of job     on a signal, saves and                               test_shutdown
                 control only               exits within 2 s
sanitizer        sends text as it is        sends no control                                     test_leaks,
                                            character of a text                                  ../test_gate
error_boundary   exits on an error in a     reports it and goes on                               test_error_boundary
                 handler
external_editor  can suspend the program    runs an editor meanwhile                             test_input,
                                                                                                 ../commands/test_notes
clipboard        copies by OSC 52           also inside tmux and to                              ../commands/test_copy
                                            the system's clipboard
browser          opens a browser and may    never waits; not over                                ../commands/test_open_link
                 wait                       ssh
host             the App                    the part of the App used                             mypy
                                            here
===============  =========================  ========================  =========================  =======================

Parts in other packages: `tui.services.idle_gc` (slowest page with 10,000 passages 19 → 75 ms), `tui.session.preload`
(main process until the first screen of 10 MB 387 → 432 ms) and `tui.session.malloc_trim` (memory after reading 10 MB
65 → 88 MiB).
"""
