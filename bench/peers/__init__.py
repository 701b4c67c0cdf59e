"""Programs that postil is compared with, each a few lines as in the documentation of its library."""
