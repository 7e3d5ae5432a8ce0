/* Fails or ends one program at its n-th call that changes a chosen file. Loaded before the C
   library (LD_PRELOAD) by shim.py, which says how to set it:

     TORTURE_PROGRAM  the program's name; its children, and all others, are left alone
     TORTURE_FILES    parts of paths, with ':' between them; a call on any other file passes
     TORTURE_CALLS    which calls count: letters of w (write), s (sync), t (truncate), n (names)
     TORTURE_AT       the call at which it happens, from 1; 0 only counts
     TORTURE_DO       what happens: ENOSPC, EIO, or KILL (before the call), TORN (half of it is
                      done) and AFTER (all of it is done), which end the program by SIGKILL
     TORTURE_TIMES    how many calls fail, from that one on; 0 is all
     TORTURE_TOLD     a file of 16 bytes: how many calls there were, how many were hit  */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum deed { NOTHING, FAIL, KILL, TORN, AFTER };

static const char *files, *calls;
static uint64_t at, times;
static enum deed deed;
static int failure;
/* Shared with whoever waits: it outlives a killed program. */
static struct told { uint64_t calls, hits; } nobody, *told = &nobody;

__attribute__((constructor)) static void begin(void) {
  const char *program = getenv("TORTURE_PROGRAM"), *path = getenv("TORTURE_TOLD");
  if (!program || !path || strcmp(program, program_invocation_short_name)) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  void *page = file < 0 ? MAP_FAILED
                        : mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (file >= 0) close(file);
  if (page == MAP_FAILED) return;
  told = page;
  const char *what = getenv("TORTURE_DO"), *first = getenv("TORTURE_AT"),
             *count = getenv("TORTURE_TIMES");
  at = first ? strtoull(first, NULL, 10) : 0;
  times = count ? strtoull(count, NULL, 10) : 0;
  if (!what) deed = NOTHING;
  else if (!strcmp(what, "KILL")) deed = KILL;
  else if (!strcmp(what, "TORN")) deed = TORN;
  else if (!strcmp(what, "AFTER")) deed = AFTER;
  else deed = FAIL, failure = strcmp(what, "EIO") ? ENOSPC : EIO;
  calls = getenv("TORTURE_CALLS");
  files = getenv("TORTURE_FILES");
}

static int is_chosen(const char *path) {
  for (const char *part = files; part && *part;) {
    size_t length = strcspn(part, ":");
    if (memmem(path, strlen(path), part, length)) return 1;
    part += length + (part[length] == ':');
  }
  return 0;
}

/* What is to be done at this call, which counts where it is one that was asked for. */
static enum deed due(char kind, const char *path) {
  if (!files || !calls || !strchr(calls, kind) || !is_chosen(path)) return NOTHING;
  uint64_t call = __atomic_add_fetch(&told->calls, 1, __ATOMIC_RELAXED);
  if (!at || call < at || (times && call >= at + times)) return NOTHING;
  __atomic_add_fetch(&told->hits, 1, __ATOMIC_RELAXED);
  if (deed == KILL) kill(getpid(), SIGKILL);
  return deed;
}

static enum deed due_on(char kind, int file) {
  char link[32], path[4096];
  if (!files) return NOTHING;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NOTHING;
  path[length] = 0;
  return due(kind, path);
}

/* The C library's own. */
#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* SHARE is the same call for half of the bytes. */
#define WHOLE(verdict, call, share) \
  do { \
    enum deed now = (verdict); \
    if (now == FAIL) { errno = failure; return -1; } \
    if (now == TORN) { (void)!(share); kill(getpid(), SIGKILL); } \
    __typeof__(call) result = (call); \
    if (now == AFTER) kill(getpid(), SIGKILL); \
    return result; \
  } while (0)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  WHOLE(due_on('w', file), real(file, bytes, count), real(file, bytes, count / 2));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
  REAL(pwrite);
  WHOLE(due_on('w', file), real(file, bytes, count, place), real(file, bytes, count / 2, place));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
  REAL(pwrite64);
  WHOLE(due_on('w', file), real(file, bytes, count, place), real(file, bytes, count / 2, place));
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(writev);
  WHOLE(due_on('w', file), real(file, parts, count), real(file, parts, count / 2));
}

int fsync(int file) {
  REAL(fsync);
  WHOLE(due_on('s', file), real(file), 0);
}

int fdatasync(int file) {
  REAL(fdatasync);
  WHOLE(due_on('s', file), real(file), 0);
}

int ftruncate(int file, off_t length) {
  REAL(ftruncate);
  WHOLE(due_on('t', file), real(file, length), 0);
}

int ftruncate64(int file, off64_t length) {
  REAL(ftruncate64);
  WHOLE(due_on('t', file), real(file, length), 0);
}

int rename(const char *path, const char *name) {
  REAL(rename);
  WHOLE(due('n', name), real(path, name), 0);
}

int renameat2(int from, const char *path, int to, const char *name, unsigned flags) {
  REAL(renameat2);
  WHOLE(due('n', name), real(from, path, to, name, flags), 0);
}

int link(const char *path, const char *name) {
  REAL(link);
  WHOLE(due('n', name), real(path, name), 0);
}

int unlink(const char *path) {
  REAL(unlink);
  WHOLE(due('n', path), real(path), 0);
}
