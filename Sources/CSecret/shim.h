// libsecret is neither linked nor needed to build: where it is installed, its functions are found by
// name at run time, so that one program runs with and without it. What is declared here is the part
// of the binary interface of libsecret-1.so.0 (since 0.18) and GLib 2 that we call.
#pragma once
#include <dlfcn.h>
#include <sys/prctl.h>

typedef struct daybook_g_list {
  void *data;
  struct daybook_g_list *next;
  struct daybook_g_list *previous;
} daybook_g_list;

typedef struct {
  unsigned int domain;
  int code;
  char *message;
} daybook_g_error;

// SecretSchema, with the four attributes that name our secrets.
typedef struct {
  const char *name;
  int flags;
  struct {
    const char *name;
    int type;
  } attributes[32];
  int reserved;
  void *reserved_1, *reserved_2, *reserved_3, *reserved_4, *reserved_5, *reserved_6, *reserved_7;
} daybook_secret_schema;

static inline const void *daybook_token_schema(void) {
  static const daybook_secret_schema schema = {
      "org.daybook.Tokens",
      0,
      {{"application", 0}, {"xero", 0}, {"client_id", 0}, {"user_id", 0}, {0, 0}}};
  return &schema;
}

// SecretSearchFlags.
static const int daybook_search_all = 1 << 1;
static const int daybook_search_unlock = 1 << 2;
static const int daybook_search_load_secrets = 1 << 3;

struct daybook_secret {
  daybook_g_list *(*service_search_sync)(void *service, const void *schema, void *attributes,
                                         int flags, void *cancellable, daybook_g_error **error);
  int (*item_get_locked)(void *item);
  void *(*item_get_secret)(void *item);
  const char *(*value_get_text)(void *value);
  void (*value_unref)(void *value);
  int (*password_storev_sync)(const void *schema, void *attributes, const char *collection,
                              const char *label, const char *password, void *cancellable,
                              daybook_g_error **error);
  int (*password_clearv_sync)(const void *schema, void *attributes, void *cancellable,
                              daybook_g_error **error);
};

struct daybook_glib {
  unsigned int (*str_hash)(const void *);
  int (*str_equal)(const void *, const void *);
  void *(*hash_table_new)(unsigned int (*)(const void *), int (*)(const void *, const void *));
  int (*hash_table_insert)(void *table, void *key, void *value);
  void (*hash_table_unref)(void *table);
  void (*list_free)(daybook_g_list *list);
  void (*object_unref)(void *object);
  void (*error_free)(daybook_g_error *error);
  void *(*cancellable_new)(void);
  void (*cancellable_cancel)(void *cancellable);
};

// 1 when every function was found, else 0. `library` is libsecret, which brings GLib with it.
static inline int daybook_secret_find(void *library, struct daybook_secret *secret,
                                      struct daybook_glib *glib) {
#define DAYBOOK_FIND(table, prefix, name) \
  if (!(table->name = (__typeof__(table->name))dlsym(library, prefix #name))) return 0
  DAYBOOK_FIND(secret, "secret_", service_search_sync);
  DAYBOOK_FIND(secret, "secret_", item_get_locked);
  DAYBOOK_FIND(secret, "secret_", item_get_secret);
  DAYBOOK_FIND(secret, "secret_", value_get_text);
  DAYBOOK_FIND(secret, "secret_", value_unref);
  DAYBOOK_FIND(secret, "secret_", password_storev_sync);
  DAYBOOK_FIND(secret, "secret_", password_clearv_sync);
  DAYBOOK_FIND(glib, "g_", str_hash);
  DAYBOOK_FIND(glib, "g_", str_equal);
  DAYBOOK_FIND(glib, "g_", hash_table_new);
  DAYBOOK_FIND(glib, "g_", hash_table_insert);
  DAYBOOK_FIND(glib, "g_", hash_table_unref);
  DAYBOOK_FIND(glib, "g_", list_free);
  DAYBOOK_FIND(glib, "g_", object_unref);
  DAYBOOK_FIND(glib, "g_", error_free);
  DAYBOOK_FIND(glib, "g_", cancellable_new);
  DAYBOOK_FIND(glib, "g_", cancellable_cancel);
#undef DAYBOOK_FIND
  return 1;
}

// From here on no core dump of this process is written, and no other process of the person reads
// its memory. prctl is variadic, which Swift can't call.
static inline void daybook_keep_memory_private(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
