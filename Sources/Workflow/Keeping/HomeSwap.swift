import CLinux
import ConfigurationFiles
import Foundation

/// Puts a complete set of data, and of a person's files where they are others, in place of what is
/// there, which is kept aside.
///
/// One step of the file system exchanges the data: whoever is cut off before it has changed nothing,
/// and after it the rest is written down in the new data, for the next command to finish.
struct HomeSwap: Codable {
  private static let file = "restore-unfinished.json"

  /// Complete, beside the data; after the exchange the former data, until they have their name.
  var data: String
  var dataAside: String
  /// Complete, beside the configuration; nil where that stays.
  var config: String?
  var configAside: String?

  /// - Parameter current: the data in use, by its real path.
  func exchange(data current: String) throws {
    try PlainFile.write(try JSONEncoder().encode(self), to: "\(data)/\(HomeSwap.file)")
    Staging.settle(directory: data)
    guard daybook_exchange(data, current) == 0 else {
      let reason = String(cString: strerror(errno))
      throw Refusal(
        .failed,
        "\(current) can't be exchanged for the new data (\(reason)). Nothing was changed. Move that "
          + "directory away yourself, and do the same again.")
    }
    Staging.settle(directory: (current as NSString).deletingLastPathComponent)
    #if DEBUG
      // As a kill at this very moment.
      if getenv("DAYBOOK_TRIAL_CUT") != nil { _exit(9) }
    #endif
  }

  /// Finishes what an earlier process was cut off in; mostly there is nothing.
  static func finish(_ places: Places) throws {
    let path = places.data + "/" + file
    guard access(path, F_OK) == 0 else { return }
    guard let bytes = FileManager.default.contents(atPath: path),
      let swap = try? JSONDecoder().decode(HomeSwap.self, from: bytes)
    else {
      throw Refusal(
        .failed, "\(path) can't be read, so an interrupted restore can't be finished. Look at it.")
    }
    try move(swap.data, to: swap.dataAside)
    if let config = swap.config, let aside = swap.configAside, access(config, F_OK) == 0 {
      if access(places.config, F_OK) == 0 { try move(places.config, to: aside) }
      try move(config, to: places.config)
    }
    Staging.unmark(places.config)
    Staging.unmark(places.data)
    unlink(path)
    Staging.settle(directory: places.data)
  }

  /// Done already where nothing is there any more.
  private static func move(_ path: String, to target: String) throws {
    guard access(path, F_OK) == 0 else { return }
    guard daybook_name(path, target) == 0 else {
      throw Refusal(
        .failed,
        "\(path) can't be moved to \(target): \(String(cString: strerror(errno))). The new books "
          + "and the new record are in place; move it yourself.")
    }
    Staging.settle(directory: (target as NSString).deletingLastPathComponent)
  }
}
