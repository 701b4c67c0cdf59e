"""Commands: what keys do, one function for each id of the table of commands."""
