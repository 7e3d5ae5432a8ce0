import CLinux
import Glibc

/// What the agent holds of the machine's memory.
enum Memory {
  /// Gives back what the start alone needed: free pages of the heap, and code that comes back
  /// where the loop wants it.
  static func settle() {
    trim()
    _ = daybook_release_code()
  }

  /// Gives back the free pages of the heap, after work that needed many.
  static func trim() { malloc_trim(0) }
}
