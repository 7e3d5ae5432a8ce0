// The two ways to sum a year that Daybook's is held against.
//
//     scan samples FILE PATTERNS    every sample against every pattern, as arbtt does: no text is
//                                   known from before; PCRE2's interpreter, which arbtt uses too
//     scan jit FILE PATTERNS        the same with PCRE2's JIT
//     scan sqlite DATABASE          every row of Daybook's activity log, summed by window: no rule,
//                                   no text; what reading alone takes
//
// FILE has a sample a line: milliseconds, a tab, the title. PATTERNS has a pattern a line.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int samples(const char *samples, const char *patterns, int jit) {
  static pcre2_code *codes[256];
  static long long sums[257];
  static char line[65536];
  int count = 0;
  FILE *file = fopen(patterns, "r");
  if (!file) return 1;
  while (count < 256 && fgets(line, sizeof line, file)) {
    int problem;
    size_t place, length = strcspn(line, "\n");
    codes[count] = pcre2_compile((PCRE2_SPTR)line, length,
                                 PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &problem, &place, NULL);
    if (!codes[count]) return 1;
    if (jit) pcre2_jit_compile(codes[count], PCRE2_JIT_COMPLETE);
    count++;
  }
  fclose(file);
  pcre2_match_data *match = pcre2_match_data_create(256, NULL);
  file = fopen(samples, "r");
  if (!file) return 1;
  while (fgets(line, sizeof line, file)) {
    char *title = strchr(line, '\t');
    if (!title) return 1;
    size_t length = strcspn(++title, "\n");
    long long spent = atoll(line);
    int first = count;
    // A category for each rule that matches, as arbtt gives tags; the first is summed.
    for (int index = 0; index < count; index++)
      if (pcre2_match(codes[index], (PCRE2_SPTR)title, length, 0, 0, match, NULL) >= 0 &&
          first == count)
        first = index;
    sums[first] += spent;
  }
  for (int index = 0; index <= count; index++) printf("%d %lld\n", index, sums[index]);
  return 0;
}

static int scan(const char *path) {
  sqlite3 *database;
  sqlite3_stmt *rows;
  static long long sums[1 << 16];
  if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ||
      sqlite3_prepare_v2(database, "SELECT length, context, presence FROM span", -1, &rows, NULL))
    return 1;
  while (sqlite3_step(rows) == SQLITE_ROW)
    if (sqlite3_column_int(rows, 2) == 0)
      sums[sqlite3_column_int64(rows, 1) & 0xffff] += sqlite3_column_int64(rows, 0);
  long long sum = 0;
  for (int index = 0; index < 1 << 16; index++) sum += sums[index];
  printf("%lld\n", sum);
  return 0;
}

int main(int count, char **words) {
  if (count == 4 && !strcmp(words[1], "samples")) return samples(words[2], words[3], 0);
  if (count == 4 && !strcmp(words[1], "jit")) return samples(words[2], words[3], 1);
  if (count == 3 && !strcmp(words[1], "sqlite")) return scan(words[2]);
  return 2;
}
