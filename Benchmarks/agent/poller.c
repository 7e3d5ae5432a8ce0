/* The rival to beat: looks once a second at the focused window, its title and class, and every
   five seconds at the time without input. Appends a line where something changed. No database, no
   rules: a lower bound for any tracker that polls.

     cc -O2 poller.c -lX11 -lXss -o poller && ./poller FILE */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/scrnsaver.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int ignore(Display *display, XErrorEvent *event) { return 0; }

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* At most 1,024 bytes of a property, as text; empty where there is none. */
static void read_property(Display *display, Window window, Atom name, char *text) {
  Atom type;
  int format;
  unsigned long count, rest;
  unsigned char *value = NULL;
  text[0] = 0;
  if (XGetWindowProperty(display, window, name, 0, 256, False, AnyPropertyType, &type, &format,
                         &count, &rest, &value) == Success && value) {
    if (format == 8) {
      memcpy(text, value, count);
      text[count] = 0;
    } else if (format == 32 && count > 0) {
      snprintf(text, 1024, "%lu", *(unsigned long *)value);
    }
    XFree(value);
  }
}

int main(int count, char **arguments) {
  Display *display = XOpenDisplay(NULL);
  FILE *file = count > 1 ? fopen(arguments[1], "a") : stdout;
  if (!display || !file) return 1;
  XSetErrorHandler(ignore);
  Window root = DefaultRootWindow(display);
  Atom active = XInternAtom(display, "_NET_ACTIVE_WINDOW", False);
  Atom title_name = XInternAtom(display, "_NET_WM_NAME", False);
  char focus[1032], title[1032], class[1032], line[3200], last[3200] = "";
  for (int second = 0;; second++) {
    read_property(display, root, active, focus);
    unsigned long window = 0;
    sscanf(focus, "%lu", &window);
    title[0] = class[0] = 0;
    if (window) {
      read_property(display, window, title_name, title);
      read_property(display, window, XA_WM_CLASS, class);
    }
    unsigned long idle = 0;
    if (second % 5 == 0) {
      XScreenSaverInfo info;
      if (XScreenSaverQueryInfo(display, root, &info)) idle = info.idle;
    }
    snprintf(line, sizeof line, "%s\t%s\t%d", title, class, idle > 5000);
    if (strcmp(line, last)) {
      fprintf(file, "%lld\t%s\n", now(), line);
      fflush(file);
      strcpy(last, line);
    }
    sleep(1);
  }
}
