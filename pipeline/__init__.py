"""How text becomes a document and its facts become tables: reading, cleaning, annotation, scanners, and the run itself."""
