"""Acts to numbers: each measure one pure function that also says which acts it counted."""
