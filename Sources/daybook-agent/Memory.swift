import CLinux
import Glibc

/// What the agent holds of the machine's memory.
enum Memory {
  /// Gives back what the start, or a look at the log, alone needed: free pages of the heap, the
  /// stack's depth, and code that comes back where the loop wants it.
  static func settle() {
    malloc_trim(0)
    _ = daybook_release_stack()
    _ = daybook_release_code()
  }
}
