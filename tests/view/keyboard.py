"""The keys that WebDriver types, by name."""

ESCAPE, ENTER, TAB, SPACE, CONTROL, SHIFT = "\ue00c", "\ue007", "\ue004", " ", "\ue009", "\ue008"
LEFT, UP, RIGHT, DOWN = "\ue012", "\ue013", "\ue014", "\ue015"
