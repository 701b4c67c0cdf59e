"""The program: the Textual application and the command line on top of `annotations`."""
