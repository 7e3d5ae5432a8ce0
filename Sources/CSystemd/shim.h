// libsystemd is not linked: an agent without a bus maps nothing of it. The functions that we call
// are found by name at run time; their types are the header's own.
#pragma once
#include <dlfcn.h>
#include <systemd/sd-bus.h>

struct daybook_sd_bus {
  __typeof__(&sd_bus_open_user) open_user;
  __typeof__(&sd_bus_open_system) open_system;
  __typeof__(&sd_bus_close_unref) close_unref;
  __typeof__(&sd_bus_get_fd) get_fd;
  __typeof__(&sd_bus_get_events) get_events;
  __typeof__(&sd_bus_get_timeout) get_timeout;
  __typeof__(&sd_bus_process) process;
  __typeof__(&sd_bus_send) send;
  __typeof__(&sd_bus_message_new_method_call) message_new_method_call;
  __typeof__(&sd_bus_message_set_auto_start) message_set_auto_start;
  __typeof__(&sd_bus_message_append_basic) message_append_basic;
  __typeof__(&sd_bus_message_new_signal) message_new_signal;
  __typeof__(&sd_bus_message_new_method_return) message_new_method_return;
  __typeof__(&sd_bus_message_new_method_error) message_new_method_error;
  __typeof__(&sd_bus_message_append_array) message_append_array;
  __typeof__(&sd_bus_message_open_container) message_open_container;
  __typeof__(&sd_bus_message_close_container) message_close_container;
  __typeof__(&sd_bus_message_unref) message_unref;
  __typeof__(&sd_bus_message_get_type) message_get_type;
  __typeof__(&sd_bus_message_get_reply_cookie) message_get_reply_cookie;
  __typeof__(&sd_bus_message_get_path) message_get_path;
  __typeof__(&sd_bus_message_get_interface) message_get_interface;
  __typeof__(&sd_bus_message_get_member) message_get_member;
  __typeof__(&sd_bus_message_get_sender) message_get_sender;
  __typeof__(&sd_bus_message_get_destination) message_get_destination;
  __typeof__(&sd_bus_message_peek_type) message_peek_type;
  __typeof__(&sd_bus_message_read_basic) message_read_basic;
  __typeof__(&sd_bus_message_enter_container) message_enter_container;
  __typeof__(&sd_bus_message_exit_container) message_exit_container;
  __typeof__(&sd_bus_message_skip) message_skip;
};

// 1 when every function was found, else 0.
static inline int daybook_sd_bus_find(void *library, struct daybook_sd_bus *found) {
#define DAYBOOK_FIND(name) \
  if (!(found->name = (__typeof__(found->name))dlsym(library, "sd_bus_" #name))) return 0
  DAYBOOK_FIND(open_user);
  DAYBOOK_FIND(open_system);
  DAYBOOK_FIND(close_unref);
  DAYBOOK_FIND(get_fd);
  DAYBOOK_FIND(get_events);
  DAYBOOK_FIND(get_timeout);
  DAYBOOK_FIND(process);
  DAYBOOK_FIND(send);
  DAYBOOK_FIND(message_new_method_call);
  DAYBOOK_FIND(message_set_auto_start);
  DAYBOOK_FIND(message_append_basic);
  DAYBOOK_FIND(message_new_signal);
  DAYBOOK_FIND(message_new_method_return);
  DAYBOOK_FIND(message_new_method_error);
  DAYBOOK_FIND(message_append_array);
  DAYBOOK_FIND(message_open_container);
  DAYBOOK_FIND(message_close_container);
  DAYBOOK_FIND(message_unref);
  DAYBOOK_FIND(message_get_type);
  DAYBOOK_FIND(message_get_reply_cookie);
  DAYBOOK_FIND(message_get_path);
  DAYBOOK_FIND(message_get_interface);
  DAYBOOK_FIND(message_get_member);
  DAYBOOK_FIND(message_get_sender);
  DAYBOOK_FIND(message_get_destination);
  DAYBOOK_FIND(message_peek_type);
  DAYBOOK_FIND(message_read_basic);
  DAYBOOK_FIND(message_enter_container);
  DAYBOOK_FIND(message_exit_container);
  DAYBOOK_FIND(message_skip);
#undef DAYBOOK_FIND
  return 1;
}
