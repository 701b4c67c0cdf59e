"""Parts of the screens over the page: an `Overlay` owns a list and shows its keys and messages.

A new screen is one subclass of `Overlay`, and never a base of another one:

- ``CONTEXT`` names its commands in `tui/keys/contexts/`; footer, ``?`` and the user's own keys follow from
  there. A command ``links.target`` runs the method ``do_links_target`` of the screen or of its body.
- ``self.body`` is its list, which moves the cursor by the keys of ``move.…`` or ``type.…`` and takes clicks:
  `RecordList` is focused itself, with a filter (``/``) if it is given ``narrow``, and details if given ``describe``;
  `TypedList` has a box that is always focused; `ChoiceBox` is one for things that are chosen by name.
- The list draws its rows in a subclass of `ItemList`, at any width; ``nothing`` holds the lines of an empty list.
- ``renew`` shows the current library. It is called when the screen opens and after each change; `RecordList.show` keeps
  the cursor with its record. Work that takes long is done in slices by `tui.tasks.begin`, and ends with the screen.
- ``close`` returns a result, ``say`` shows a message until the next key, ``ask`` lets the next key be an answer (the
  usual questions are in `prompts`), ``give_up`` closes a screen whose records are gone.

A screen without a list, such as a form, overrides ``compose`` and, if it needs to, ``open``, ``move`` and ``leave``.
"""
