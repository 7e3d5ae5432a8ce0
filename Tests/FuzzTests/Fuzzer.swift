import Foundation
import Glibc
import TestSupport
import Testing

/// Gives a reader inputs that nobody meant for it: those of its corpus, then what chance makes of
/// them. An input that is answered in a new way is changed further, so that chance gets deep.
///
/// Each input is on disk before it is read: whatever ends the process, it is there.
struct Fuzzer {
  /// Of its folder in `Corpus`.
  let name: String
  /// What its inputs are written with.
  let words: [String]
  var longest = 16_384
  /// How many, where nothing says for how long.
  var inputs = 500

  /// More than so much of one processor for one input is a law broken, not a slow machine.
  private static let longestSeconds = 10
  private static let mostKept = 4_000

  /// - Parameter read: answers one input; throws `BrokenLaw` where something does not hold.
  func run(_ read: ([UInt8]) throws -> String) throws {
    let plan = FuzzPlan()
    if let path = plan.input {
      print("\(name): \(try read(Array(Data(contentsOf: URL(filePath: path)))))")
      return
    }
    let kept = try KeptInput("\(plan.keep)/\(name)-\(plan.seed).input")
    var pool = try corpus()
    var mutator = Mutator(seed: plan.seed, words: words, longest: longest)
    var shapes: Set<String> = []
    var number = 0
    func give(_ input: [UInt8]) throws {
      number += 1
      kept.write(input)
      let began = Self.processorSeconds()
      do {
        let isNew = shapes.insert(Self.shape(of: try read(input))).inserted
        if isNew, number > pool.count, pool.count < Self.mostKept { pool.append(input) }
        guard Self.processorSeconds() - began <= Self.longestSeconds else {
          throw BrokenLaw("An input takes more than \(Self.longestSeconds) s.")
        }
      } catch {
        kept.stays = true
        throw BrokenLaw(
          "\(name), seed \(plan.seed), input \(number): \(error) DAYBOOK_FUZZ_INPUT=\(kept.path) "
            + "gives it again. Put it into Corpus/\(name) once it is mended.")
      }
    }
    for input in pool { try give(input) }
    while plan.goesOn(after: number, of: inputs) { try give(mutator.changed(pool)) }
    if plan.seconds != nil {
      print("\(name): \(number) inputs, \(shapes.count) kinds of answers, seed \(plan.seed)")
    }
  }

  private func corpus() throws -> [[UInt8]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Corpus/\(name)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    try #require(!files.isEmpty, "Corpus/\(name) is empty")
    return try files.map { Array(try Data(contentsOf: folder.appending(path: $0))) }
  }

  /// An answer without what it quotes and counts.
  private static func shape(of answer: String) -> String {
    var (shape, isQuoted) = ("", false)
    for scalar in answer.unicodeScalars.prefix(600) {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted || ("0"..."9").contains(scalar) { continue }
      shape.unicodeScalars.append(scalar)
    }
    return shape
  }

  private static func processorSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec
  }
}

/// What does not hold, as a sentence.
struct BrokenLaw: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// From which seed and for how long: see `Tests/fuzz/run`.
private struct FuzzPlan {
  let seconds: Int?
  let seed: UInt64
  /// One input alone, again.
  let input: String?
  /// The folder for what broke a law.
  let keep: String
  private let began = ContinuousClock.now

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    seconds = environment["DAYBOOK_FUZZ_SECONDS"].flatMap(Int.init)
    seed = environment["DAYBOOK_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    input = environment["DAYBOOK_FUZZ_INPUT"]
    keep = environment["DAYBOOK_FUZZ_KEEP"] ?? FileManager.default.temporaryDirectory.path
  }

  func goesOn(after number: Int, of inputs: Int) -> Bool {
    seconds.map { ContinuousClock.now - began < .seconds($0) } ?? (number < inputs)
  }
}

/// The input that is being read, as a file; it stays where the process ends in the middle.
private final class KeptInput {
  let path: String
  var stays = false
  private let file: Int32

  init(_ path: String) throws {
    self.path = path
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    try #require(file >= 0, "\(path) can't be written")
  }

  func write(_ input: [UInt8]) {
    let written = input.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
    precondition(written == input.count && ftruncate(file, off_t(input.count)) == 0)
  }

  deinit {
    close(file)
    if !stays { unlink(path) }
  }
}
