/* The clocks of a simulated machine: preloaded into the agent and its X server by EnduranceTests.

   Both see the time that stands in a page of the test's. The agent's loop never sleeps: when nothing
   is left to do it says until when it would, and the test turns the clock to that moment, or to an
   earlier one at which something happens. What waits for an answer of the X server waits for it.

     DAYBOOK_SIMULATED_CLOCK   the file with the page
     DAYBOOK_SIMULATED_LOOP    set for the agent: its loop speaks to the test on descriptor 5 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Nanoseconds. */
struct clocks {
  _Atomic int64_t monotonic, boot, wall;
};

static struct clocks *clocks;
/* The test; -1 where nobody turns the clock for us. */
static int driver = -1;
/* What the loop waits for: the descriptor that stands for all its causes, and the timer behind it. */
static int loop = -1, timer = -1;
static int64_t deadline = INT64_MAX;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("DAYBOOK_SIMULATED_CLOCK");
  int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(NULL, sizeof *clocks, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (page == MAP_FAILED) return;
  clocks = page;
  if (getenv("DAYBOOK_SIMULATED_LOOP")) {
    driver = 5;
    /* An agent that was started by hand begins anew, and needs all this once more. */
    if (!getenv("GLIBC_TUNABLES")) return;
    fcntl(driver, F_SETFD, FD_CLOEXEC);
  }
  /* Children live in the world's time. */
  unsetenv("LD_PRELOAD");
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Clocks. */

static _Atomic int64_t *clock_named(clockid_t name) {
  switch (name) {
  case CLOCK_MONOTONIC:
  case CLOCK_MONOTONIC_COARSE:
  case CLOCK_MONOTONIC_RAW: return &clocks->monotonic;
  case CLOCK_BOOTTIME: return &clocks->boot;
  case CLOCK_REALTIME:
  case CLOCK_REALTIME_COARSE: return &clocks->wall;
  default: return NULL;
  }
}

int clock_gettime(clockid_t name, struct timespec *time) {
  _Atomic int64_t *clock = clocks ? clock_named(name) : NULL;
  if (!clock) return (int)syscall(SYS_clock_gettime, name, time);
  int64_t now = atomic_load(clock);
  time->tv_sec = now / 1000000000;
  time->tv_nsec = now % 1000000000;
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

/* A pause takes the time that it takes, and none of ours. */
int usleep(useconds_t microseconds) {
  if (driver < 0) {
    struct timespec length = {microseconds / 1000000, microseconds % 1000000 * 1000};
    return (int)syscall(SYS_nanosleep, &length, NULL);
  }
  int64_t length = (int64_t)microseconds * 1000;
  atomic_fetch_add(&clocks->monotonic, length);
  atomic_fetch_add(&clocks->boot, length);
  atomic_fetch_add(&clocks->wall, length);
  return sched_yield();
}

/* The disk's own speed is not looked at here. */
int fsync(int file) { return driver < 0 ? (int)syscall(SYS_fsync, file) : 0; }
int fdatasync(int file) { return driver < 0 ? (int)syscall(SYS_fdatasync, file) : 0; }

/* The loop. */

int epoll_create1(int flags) {
  int file = NEXT(epoll_create1)(flags);
  if (driver >= 0) loop = file;
  return file;
}

int timerfd_create(clockid_t clock, int flags) {
  int file = NEXT(timerfd_create)(clock, flags);
  if (driver >= 0 && clock == CLOCK_MONOTONIC) timer = file;
  return file;
}

int timerfd_settime(int file, int flags, const struct itimerspec *new, struct itimerspec *old) {
  if (driver < 0 || file != timer) return NEXT(timerfd_settime)(file, flags, new, old);
  int64_t time = new->it_value.tv_sec * INT64_C(1000000000) + new->it_value.tv_nsec;
  deadline = time == 0 ? INT64_MAX : time;
  struct itimerspec never = {{0, 0}, {0, 0}};
  return NEXT(timerfd_settime)(file, 0, &never, NULL);
}

/* Nothing rings between here and the next look. */
static void ring(void) {
  struct itimerspec now = {{0, 0}, {0, 1}};
  struct pollfd rung = {timer, POLLIN, 0};
  deadline = INT64_MAX;
  NEXT(timerfd_settime)(timer, 0, &now, NULL);
  NEXT(poll)(&rung, 1, 1000);
}

int poll(struct pollfd *files, nfds_t count, int timeout) {
  if (driver < 0 || timeout >= 0 || count == 0 || files[0].fd != loop)
    return NEXT(poll)(files, count, timeout);
  for (;;) {
    int ready = NEXT(poll)(files, count, 0);
    if (ready != 0) return ready;
    int64_t until = deadline;
    char answer;
    if (write(driver, &until, sizeof until) != sizeof until || read(driver, &answer, 1) != 1)
      _exit(99); /* The test has gone. */
    if (deadline <= atomic_load(&clocks->monotonic)) ring();
  }
}
