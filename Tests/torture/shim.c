/* Fails or ends one program at its n-th call that changes a chosen file, or writes down all of these
   calls. Loaded before the C library (LD_PRELOAD) by shim.py, which says how to set it:

     TORTURE_PROGRAM  the program's name, or two with ':' between them; all others, its children
                      among them, are left alone
     TORTURE_FILES    parts of paths, with ':' between them; a call on any other file passes
     TORTURE_CALLS    which calls count: letters of w (write), s (sync), t (truncate), n (names)
     TORTURE_AT       the call at which it happens, from 1; 0 only counts
     TORTURE_DO       what happens: ENOSPC, EIO, SHORT (half of it is written, the rest finds the
                      disk full), or KILL (before the call), TORN (half of it is done) and AFTER
                      (all of it is done), which end the program by SIGKILL
     TORTURE_TIMES    how many calls fail, from that one on; 0 is all
     TORTURE_TOLD     a file of 16 bytes: how many calls there were, how many were hit
     TORTURE_LOG      a file that gets each call that was done (recording.py reads it)  */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum deed { NOTHING, FAIL, SHORT, KILL, TORN, AFTER };

static const char *files, *calls;
static uint64_t at, times;
static enum deed deed;
static int failure, log_file = -1;
/* Shared with whoever waits: it outlives a killed program. */
static struct told { uint64_t calls, hits; } nobody, *told = &nobody;

static int is_one_of(const char *names, const char *name) {
  for (size_t length; *names; names += length + (names[length] == ':')) {
    length = strcspn(names, ":");
    if (length == strlen(name) && !memcmp(names, name, length)) return 1;
  }
  return 0;
}

__attribute__((constructor)) static void begin(void) {
  const char *program = getenv("TORTURE_PROGRAM"), *path = getenv("TORTURE_TOLD");
  if (!program || !path || !is_one_of(program, program_invocation_short_name)) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  void *page = file < 0 ? MAP_FAILED
                        : mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (file >= 0) close(file);
  if (page == MAP_FAILED) return;
  told = page;
  const char *what = getenv("TORTURE_DO"), *first = getenv("TORTURE_AT"),
             *count = getenv("TORTURE_TIMES"), *log = getenv("TORTURE_LOG");
  at = first ? strtoull(first, NULL, 10) : 0;
  times = count ? strtoull(count, NULL, 10) : 0;
  failure = what && !strcmp(what, "EIO") ? EIO : ENOSPC;
  if (!what) deed = NOTHING;
  else if (!strcmp(what, "SHORT")) deed = SHORT;
  else if (!strcmp(what, "KILL")) deed = KILL;
  else if (!strcmp(what, "TORN")) deed = TORN;
  else if (!strcmp(what, "AFTER")) deed = AFTER;
  else deed = FAIL;
  if (log) log_file = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
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

/* One call on a chosen file: its number, where it counts, and what is to be done at it. */
struct met { int is_chosen; enum deed deed; uint64_t number; char path[4096]; };

static void count(struct met *met, char kind) {
  if (!calls || !strchr(calls, kind)) return;
  uint64_t call = met->number = __atomic_add_fetch(&told->calls, 1, __ATOMIC_RELAXED);
  if (!at || call < at || (times && call >= at + times)) return;
  __atomic_add_fetch(&told->hits, 1, __ATOMIC_RELAXED);
  if (deed == KILL) kill(getpid(), SIGKILL);
  met->deed = deed == SHORT && (call > at || kind != 'w') ? FAIL : deed;
}

/* `path` is relative to `directory`. */
static void meet_path(struct met *met, char kind, int directory, const char *path) {
  met->is_chosen = 0, met->deed = NOTHING, met->number = 0;
  if (!files) return;
  if (*path == '/' || directory == AT_FDCWD) {
    snprintf(met->path, sizeof met->path, "%s", path);
  } else {
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(link, met->path, sizeof met->path - 1);
    if (length < 0) return;
    snprintf(met->path + length, sizeof met->path - length, "/%s", path);
  }
  if ((met->is_chosen = is_chosen(met->path))) count(met, kind);
}

static void meet(struct met *met, char kind, int file) {
  char link[32];
  met->is_chosen = 0, met->deed = NOTHING, met->number = 0;
  if (!files) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, met->path, sizeof met->path - 1);
  if (length < 0) return;
  met->path[length] = 0;
  if ((met->is_chosen = is_chosen(met->path))) count(met, kind);
}

/* What is written down: this, two paths, the bytes. */
struct line {
  uint32_t kind, path, other, bytes;
  uint64_t number, inode, milliseconds;
  int64_t place;
};

/* Calls and lines in one order. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
#define LOCK() if (log_file >= 0) pthread_mutex_lock(&turn)
#define UNLOCK() if (log_file >= 0) pthread_mutex_unlock(&turn)

static void put(struct line line, const char *path, const char *other, const struct iovec *bytes,
                int parts) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  line.milliseconds = now.tv_sec * 1000ull + now.tv_nsec / 1000000;
  line.path = strlen(path), line.other = other ? strlen(other) : 0;
  struct iovec all[3 + parts];
  all[0] = (struct iovec){&line, sizeof line};
  all[1] = (struct iovec){(char *)path, line.path};
  all[2] = (struct iovec){(char *)other, line.other};
  size_t left = line.bytes;
  for (int i = 0; i < parts; i++) {
    all[3 + i] = bytes[i];
    if (all[3 + i].iov_len > left) all[3 + i].iov_len = left;
    left -= all[3 + i].iov_len;
  }
  (void)!syscall(SYS_writev, log_file, all, 3 + parts);
}

static uint64_t inode_of(int file) {
  struct stat facts;
  return fstat(file, &facts) ? 0 : facts.st_ino;
}

static uint64_t inode_at(const char *path) {
  struct stat facts;
  return lstat(path, &facts) ? 0 : facts.st_ino;
}

/* Where the next write goes. */
static off_t place_of(int file) {
  struct stat facts;
  if (fcntl(file, F_GETFL) & O_APPEND) return fstat(file, &facts) ? 0 : facts.st_size;
  return lseek(file, 0, SEEK_CUR);
}

static void put_write(struct met *met, int file, const struct iovec *bytes, int parts,
                      ssize_t written, off_t place) {
  put((struct line){.kind = 'w', .bytes = written, .number = met->number,
                    .inode = inode_of(file), .place = place},
      met->path, NULL, bytes, parts);
}

static void put_name(struct met *met, char kind, uint64_t inode, const char *other) {
  put((struct line){.kind = kind, .number = met->number, .inode = inode}, met->path, other, NULL,
      0);
}

/* The C library's own. */
#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* SHARE is the same call for half of the bytes; DONE writes down what was done. */
#define WHOLE(call, share, done) \
  do { \
    if (met.deed == FAIL) { errno = failure; return -1; } \
    if (met.deed == TORN) { (void)!(share); kill(getpid(), SIGKILL); } \
    LOCK(); \
    __typeof__(call) result = met.deed == SHORT ? (__typeof__(call))(share) : (call); \
    if (log_file >= 0 && met.is_chosen && result >= 0) { int kept = errno; done; errno = kept; } \
    UNLOCK(); \
    if (met.deed == AFTER) kill(getpid(), SIGKILL); \
    return result; \
  } while (0)

/* At least a byte, so that whoever goes on comes to an end. */
#define HALF(count) (((count) + 1) / 2)

/* What a command prints is what it promises. */
static void put_said(int file) {
  if (file == STDOUT_FILENO && log_file >= 0) put((struct line){.kind = '!'}, "", NULL, NULL, 0);
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  struct met met;
  meet(&met, 'w', file);
  off_t place = log_file >= 0 && met.is_chosen ? place_of(file) : 0;
  struct iovec part = {(void *)bytes, count};
  put_said(file);
  WHOLE(real(file, bytes, count), real(file, bytes, HALF(count)),
        put_write(&met, file, &part, 1, result, place));
}

#define PWRITE(name, offset) \
  ssize_t name(int file, const void *bytes, size_t count, offset place) { \
    REAL(name); \
    struct met met; \
    meet(&met, 'w', file); \
    struct iovec part = {(void *)bytes, count}; \
    WHOLE(real(file, bytes, count, place), real(file, bytes, HALF(count), place), \
          put_write(&met, file, &part, 1, result, place)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(writev);
  struct met met;
  meet(&met, 'w', file);
  off_t place = log_file >= 0 && met.is_chosen ? place_of(file) : 0;
  put_said(file);
  WHOLE(real(file, parts, count), real(file, parts, HALF(count)),
        put_write(&met, file, parts, count, result, place));
}

/* Copies that the kernel makes: none here, so that whoever asks falls back on plain writes. */
ssize_t copy_file_range(int from, off64_t *place, int to, off64_t *other, size_t count,
                        unsigned flags) {
  REAL(copy_file_range);
  if (files) { errno = ENOSYS; return -1; }
  return real(from, place, to, other, count, flags);
}

#define SENDFILE(name, offset) \
  ssize_t name(int to, int from, offset *place, size_t count) { \
    REAL(name); \
    if (files) { errno = EINVAL; return -1; } \
    return real(to, from, place, count); \
  }
SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off64_t)

#define SYNC(name) \
  int name(int file) { \
    REAL(name); \
    struct met met; \
    meet(&met, 's', file); \
    WHOLE(real(file), 0, put_name(&met, 's', inode_of(file), NULL)); \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, offset) \
  int name(int file, offset length) { \
    REAL(name); \
    struct met met; \
    meet(&met, 't', file); \
    WHOLE(real(file, length), 0, \
          put((struct line){.kind = 't', .number = met.number, .inode = inode_of(file), \
                            .place = length}, met.path, NULL, NULL, 0)); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* Where a file is made by opening it, or emptied. */
static int opened(int (*real)(int, const char *, int, ...), int directory, const char *path,
                  int flags, mode_t mode) {
  struct met met = {0};
  if (log_file >= 0 && flags & (O_CREAT | O_TRUNC)) meet_path(&met, ' ', directory, path);
  LOCK();
  uint64_t before = met.is_chosen ? inode_at(met.path) : 0;
  int file = real(directory, path, flags, mode);
  if (met.is_chosen && file >= 0) {
    uint64_t inode = inode_of(file);
    if (inode != before) put_name(&met, 'c', inode, NULL);
    else if (flags & O_TRUNC)
      put((struct line){.kind = 't', .inode = inode}, met.path, NULL, NULL, 0);
  }
  UNLOCK();
  return file;
}

#define MODE() \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

#define OPEN(name, at) \
  int name(const char *path, int flags, ...) { \
    static int (*real)(int, const char *, int, ...); \
    if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #at); \
    MODE() \
    return opened(real, AT_FDCWD, path, flags, mode); \
  } \
  int at(int directory, const char *path, int flags, ...) { \
    static int (*real)(int, const char *, int, ...); \
    if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #at); \
    MODE() \
    return opened(real, directory, path, flags, mode); \
  }
OPEN(open, openat)
OPEN(open64, openat64)

int mkdirat(int directory, const char *path, mode_t mode) {
  REAL(mkdirat);
  struct met met;
  meet_path(&met, ' ', directory, path);
  WHOLE(real(directory, path, mode), 0, put_name(&met, 'd', inode_at(met.path), NULL));
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int renameat2(int from, const char *path, int to, const char *name, unsigned flags) {
  REAL(renameat2);
  struct met met, old;
  meet_path(&met, 'n', to, name);
  meet_path(&old, ' ', from, path);
  WHOLE(real(from, path, to, name, flags), 0,
        put_name(&met, flags & 2 /* RENAME_EXCHANGE */ ? 'x' : 'r', 0, old.path));
}

int renameat(int from, const char *path, int to, const char *name) {
  return renameat2(from, path, to, name, 0);
}

int rename(const char *path, const char *name) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, name, 0);
}

int link(const char *path, const char *name) {
  REAL(link);
  struct met met;
  meet_path(&met, 'n', AT_FDCWD, name);
  WHOLE(real(path, name), 0, put_name(&met, 'l', 0, path));
}

int unlinkat(int directory, const char *path, int flags) {
  REAL(unlinkat);
  struct met met;
  meet_path(&met, 'n', directory, path);
  WHOLE(real(directory, path, flags), 0, put_name(&met, 'u', 0, NULL));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
