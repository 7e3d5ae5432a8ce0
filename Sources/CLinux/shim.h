// What Glibc's Swift module leaves out of Linux's own interfaces.
#pragma once
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <unistd.h>

// The beginning of dl_phdr_info, and dl_iterate_phdr(3): <link.h> shows both to GNU sources alone.
struct daybook_object {
  ElfW(Addr) dlpi_addr;
  const char *dlpi_name;
  const ElfW(Phdr) *dlpi_phdr;
  ElfW(Half) dlpi_phnum;
};
extern int dl_iterate_phdr(int (*)(struct daybook_object *, unsigned long, void *), void *);

// An object's code and constants: the segments that nobody may write to.
static inline int daybook_release_segments(struct daybook_object *object, unsigned long size,
                                           void *page) {
  (void)size;
  unsigned long mask = *(unsigned long *)page - 1;
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    unsigned long start = (object->dlpi_addr + segment->p_vaddr) & ~mask;
    unsigned long end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz) & ~mask;
    madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 0;
}

// Lets the kernel take back the pages of the code and constants of the program and its libraries:
// what is needed again comes from the files.
static inline int daybook_release_code(void) {
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  return dl_iterate_phdr(daybook_release_segments, &page);
}

// Lets the kernel take back the stack below the caller: what deeper calls left there is dead. The
// kernel skips what was never used (madvise(2), ENOMEM).
static inline __attribute__((noinline)) int daybook_release_stack(void) {
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  unsigned long reach = 1024 * 1024;
  // The red zone and this call's own frames lie in the page kept.
  unsigned long end = ((unsigned long)__builtin_frame_address(0) & ~(page - 1)) - page;
  return madvise((void *)(end - reach), reach, MADV_DONTNEED);
}

// renameat2(2), which <stdio.h> shows to GNU sources alone.
extern int renameat2(int, const char *, int, const char *, unsigned int);

// Two paths change places, in one step.
static inline int daybook_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, 2 /* RENAME_EXCHANGE */);
}

// A path gets another name, where nothing has that.
static inline int daybook_name(const char *path, const char *name) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, name, 1 /* RENAME_NOREPLACE */);
}

// glibc 2.34; <spawn.h> shows it to GNU sources alone.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
