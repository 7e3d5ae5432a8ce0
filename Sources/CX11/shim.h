#pragma once
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xlib-xcb.h>
#include <X11/Xutil.h>
#include <X11/extensions/scrnsaver.h>
#include <X11/extensions/sync.h>
#include <sys/uio.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

// SYNC's QueryCounter, as libxcb-sync sends it: Xlib's own can only wait for its answer.
static inline unsigned int daybook_query_counter(xcb_connection_t *connection, uint32_t counter) {
  static xcb_extension_t sync = {"SYNC", 0};
  static const xcb_protocol_request_t request = {1, &sync, 5, 0};
  struct {
    uint8_t major, minor;
    uint16_t length;
    uint32_t counter;
  } body = {0, 0, 2, counter};
  // XCB wants room for two parts before the first.
  struct iovec parts[3] = {{0}, {0}, {&body, sizeof body}};
  return xcb_send_request(connection, XCB_REQUEST_CHECKED, parts + 2, &request);
}
