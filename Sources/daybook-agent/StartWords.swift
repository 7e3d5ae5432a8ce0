import Glibc

/// The words that a process was started with.
enum StartWords {
  /// This process's, its program first, as the kernel has them (proc(5), "/proc/pid/cmdline").
  ///
  /// Swift's runtime looks for them on the stack, below the environment. Where a preloaded library has
  /// set a variable, the environment is elsewhere, and the runtime finds none.
  static func own() -> [String] {
    guard let file = fopen("/proc/self/cmdline", "re") else { return CommandLine.arguments }
    var (word, room): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
    defer {
      free(word)
      fclose(file)
    }
    var words: [String] = []
    while getdelim(&word, &room, 0, file) > 0, let word { words.append(String(cString: word)) }
    return words.isEmpty ? CommandLine.arguments : words
  }
}
