// Runs a command and prints the least of wall time and CPU in ms, and of peak memory in MiB.
//
//     measure RUNS COMMAND [ARGUMENT...]
//
// A program of its own: what a fork inherits counts into the child's peak, and this is small.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double milliseconds(struct timeval time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; }

int main(int count, char **words) {
  if (count < 3) return 2;
  double wall = 1e12, cpu = 1e12, memory = 1e12;
  for (int run = 0; run < atoi(words[1]); run++) {
    struct timespec begin, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) {
      int nowhere = open("/dev/null", O_WRONLY);
      dup2(nowhere, STDOUT_FILENO);
      execv(words[2], words + 2);
      perror(words[2]);
      _exit(127);
    }
    if (wait4(child, &status, 0, &usage) != child) return 1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return 1;
    double took = (end.tv_sec - begin.tv_sec) * 1e3 + (end.tv_nsec - begin.tv_nsec) / 1e6;
    double worked = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    double peak = usage.ru_maxrss / 1024.0;
    if (took < wall) wall = took;
    if (worked < cpu) cpu = worked;
    if (peak < memory) memory = peak;
  }
  printf("%.3f %.3f %.3f\n", wall, cpu, memory);
  return 0;
}
