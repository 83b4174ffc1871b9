"""The commands, a module for each; cli.py imports the one that is run."""
