"""Keys as WebDriver sends them (https://www.w3.org/TR/webdriver2/#keyboard-actions)."""

ESCAPE, ENTER, TAB, SPACE, CONTROL, SHIFT = "\ue00c", "\ue007", "\ue004", " ", "\ue009", "\ue008"
LEFT, UP, RIGHT, DOWN = "\ue012", "\ue013", "\ue014", "\ue015"
