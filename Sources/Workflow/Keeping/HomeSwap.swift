import ConfigurationFiles
import Control
import Foundation

/// Puts a complete set of data, and of a person's files where they are others, in place of what is
/// there, which is kept aside.
///
/// One step of the file system exchanges the data: whoever is cut off before it has changed nothing,
/// and after it the rest is written down in the new data, for the next command to finish.
struct HomeSwap: Codable {
  private static let file = "restore-unfinished.json"

  /// Complete, beside the data; after an exchange the former data, until they have their name.
  var data: String
  var dataAside: String
  /// Complete, beside the configuration; nil where that stays.
  var config: String?
  var configAside: String?
  /// The data in use, by its real path; nil in those of before.
  var current: String?

  /// Everything staged belongs to it from now on, whatever comes of it.
  ///
  /// - Parameter current: the data in use, by its real path.
  func exchange(data current: String, in places: Places) throws {
    var witness: SwapWitness?
    do {
      try PlainFile.write(try JSONEncoder().encode(self), to: "\(data)/\(HomeSwap.file)")
      DirectorySync.settle(data)
      witness = try SwapWitness(self, places)
      // The witness tells of them: another home's backup must not take them away.
      for staged in [data, config].compactMap({ $0 }) { Staging.unmark(staged) }
      CutOff.at("swap-written")
      try putInPlace(of: current)
    } catch {
      guard !isBetween else { throw error }
      discard()
      witness?.end()
      throw error
    }
    DirectorySync.settleName(of: current)
    CutOff.at("swap-exchanged")
    witness?.end()
  }

  private func putInPlace(of current: String) throws {
    let code = Renaming.exchange(data, current)
    guard code != 0 else { return }
    guard code == EINVAL else { throw refusal(of: current, code) }
    // Between the two renames there is no data; the witness says where it is.
    guard rename(current, dataAside) == 0 else { throw refusal(of: current, errno) }
    DirectorySync.settleName(of: current)
    CutOff.at("swap-between")
    let second = Renaming.name(data, current)
    guard second != 0 else { return }
    _ = Renaming.name(dataAside, current)
    throw isBetween ? HomeSwap.disturbed(current) : refusal(of: current, second)
  }

  /// Finishes what an earlier process was cut off in; mostly there is nothing.
  static func finish(_ places: Places) throws {
    if let (witness, swap) = try SwapWitness.left(in: places) {
      try swap.goOn()
      witness.end()
    }
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
    DirectorySync.settle(places.data)
  }

  /// Brings the new data to its place, or forgets all of it, wherever a process was cut off.
  private func goOn() throws {
    guard let current, access("\(current)/\(HomeSwap.file)", F_OK) != 0 else { return }
    guard access(current, F_OK) == 0 else { return try HomeSwap.move(data, to: current) }
    guard !isBetween else { throw HomeSwap.disturbed(current) }
    discard()
  }

  /// Whether the former data has made room, and the new has not taken it.
  private var isBetween: Bool { access(data, F_OK) == 0 && access(dataAside, F_OK) == 0 }

  /// Nothing was changed, and nothing is left.
  private func discard() {
    for staged in [data, config].compactMap({ $0 }) { Staging.discard(staged) }
  }

  private func refusal(of current: String, _ code: Int32) -> Refusal {
    Refusal(
      .failed,
      "\(current) can't be exchanged for the new data (\(String(cString: strerror(code)))). Nothing "
        + "was changed. Move that directory away yourself, and do the same again.")
  }

  private static func disturbed(_ current: String) -> Refusal {
    Refusal(
      .failed,
      "\(current) was made anew while a restore was at it. Stop the agent, move that directory away, "
        + "and run any command: it finishes the restore.")
  }

  /// Done already where nothing is there any more.
  private static func move(_ path: String, to target: String) throws {
    guard access(path, F_OK) == 0 else { return }
    let code = Renaming.name(path, target)
    guard code == 0 else {
      throw Refusal(
        .failed,
        "\(path) can't be moved to \(target): \(String(cString: strerror(code))). The new books "
          + "and the new record are in place; move it yourself.")
    }
    DirectorySync.settleName(of: target)
  }
}
