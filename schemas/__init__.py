"""What flows through svyazi: types and tables. Imports nothing else of the project and no model."""
