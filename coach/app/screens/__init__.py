"""One module for each screen and dialog; each is imported when it is first opened."""
