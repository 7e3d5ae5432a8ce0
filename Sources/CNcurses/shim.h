// ncursesw behind a dozen calls: most of curses.h is macros and variadics, which Swift can't call,
// under names (move, filter, echo) that would be in everybody's way.
#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

/// 1 where the terminal can be written to at any place, 0 where it can't, -1 where it is unknown.
static inline int terminal_can_address(void) {
  int error = 0;
  if (setupterm(NULL, 1, &error) != OK) return -1;
  const char *address = tigetstr("cup");
  return address != NULL && address != (const char *)-1;
}

/// A string capability as terminfo has it, padding and all; NULL where there is none.
static inline const char *terminal_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

static inline int terminal_is_utf8(void) {
  setlocale(LC_ALL, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/// Takes the terminal over: keys one by one, ^C and ^Z among them, nothing echoed. 0 on failure.
static inline int screen_open(int mouse) {
  if (newterm(NULL, stdout, stdin) == NULL) return 0;
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(25);
  mouseinterval(0);
  if (mouse) mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
  return 1;
}

static inline void screen_close(void) { endwin(); }
static inline int screen_width(void) { return getmaxx(stdscr); }
static inline int screen_height(void) { return getmaxy(stdscr); }

/// How many colours there are; 0 without.
static inline int screen_start_colours(void) {
  if (!has_colors() || start_color() != OK) return 0;
  use_default_colors();
  return COLORS;
}

static inline int screen_pair(int pair, int foreground, int background) {
  return init_pair((short)pair, (short)foreground, (short)background) == OK;
}

/// Writes one cell: a character with its marks. `look` is bold 1, dim 2, underlined 4, reversed 8.
static inline void screen_put(int row, int column, const uint32_t *scalars, int look, int pair) {
  attr_t attributes = (look & 1 ? A_BOLD : 0) | (look & 2 ? A_DIM : 0) |
                      (look & 4 ? A_UNDERLINE : 0) | (look & 8 ? A_REVERSE : 0);
  cchar_t cell;
  if (setcchar(&cell, (const wchar_t *)scalars, attributes, (short)pair, NULL) == OK)
    mvadd_wch(row, column, &cell);
}

static inline void screen_cursor(int row, int column) {
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) move(row, column);
}

static inline void screen_show(void) { refresh(); }
static inline void screen_repaint(void) { clearok(curscr, TRUE); }
static inline void screen_erase(void) { erase(); }

/// 0 where nothing waits, 1 a character, 2 a key of ncurses' own.
static inline int screen_key(uint32_t *code) {
  wint_t read = 0;
  int kind = get_wch(&read);
  *code = read;
  return kind == OK ? 1 : kind == KEY_CODE_YES ? 2 : 0;
}

/// After a mouse key: 1 a press, 4 wheel up, 5 wheel down, 0 anything else.
static inline int screen_mouse(int *row, int *column) {
  MEVENT event;
  if (getmouse(&event) != OK) return 0;
  *row = event.y;
  *column = event.x;
  if (event.bstate & BUTTON1_PRESSED) return 1;
  if (event.bstate & BUTTON4_PRESSED) return 4;
  if (event.bstate & BUTTON5_PRESSED) return 5;
  return 0;
}
