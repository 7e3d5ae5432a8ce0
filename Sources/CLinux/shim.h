// What Glibc's Swift module leaves out of Linux's own interfaces.
#pragma once
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

// Lets the kernel take back the pages of the program's own code and constants: nobody writes to
// them, so what is needed again comes from the file. The linker names both ends (end(3)).
static inline int daybook_release_code(void) {
  extern char __executable_start[], etext[];
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  unsigned long start = (unsigned long)__executable_start / page * page;
  return madvise((void *)start, (unsigned long)etext - start, MADV_DONTNEED);
}
