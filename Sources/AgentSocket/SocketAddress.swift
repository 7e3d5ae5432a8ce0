import Glibc

/// A path as bind(2) and connect(2) want it.
public struct SocketAddress {
  private var address = sockaddr_un()

  /// Nil where the path is longer than the system allows: 107 bytes.
  public init?(_ path: String) {
    let bytes = Array(path.utf8)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard bytes.count < room.count else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
  }

  public func with(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
