import Control
import Foundation
import Testing

@testable import ConfigurationFiles

@Suite struct PlacesTests {
  @Test func `DAYBOOK_HOME holds all`() throws {
    let places = try Places(environment: ["DAYBOOK_HOME": "/x/y//", "HOME": "/home/me"])
    #expect(
      [places.config, places.data, places.state, places.run]
        == ["/x/y/config", "/x/y/data", "/x/y/state", "/x/y/run"])
    #expect(places.activity == "/x/y/data/activity.db")
    #expect(places.books == "/x/y/data/books.db")
    #expect(places.filter == "/x/y/state/filter")
  }

  @Test func `else the XDG directories, and those that are relative are ignored`() throws {
    let places = try Places(environment: [
      "HOME": "/home/me", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "relative",
      "XDG_RUNTIME_DIR": "/run/user/1000",
    ])
    #expect(
      [places.config, places.data, places.state, places.run] == [
        "/c/daybook", "/home/me/.local/share/daybook", "/home/me/.local/state/daybook",
        "/run/user/1000/daybook",
      ])
  }

  @Test(
    arguments: [
      (
        ["DAYBOOK_HOME": ""],
        "DAYBOOK_HOME is empty. Set it to a directory, such as /home/me/daybook, or unset it."
      ),
      (
        ["DAYBOOK_HOME": "here"],
        "DAYBOOK_HOME is \"here\", which is not an absolute path. Set it to one that begins with '/'."
      ),
      (
        [:],
        "HOME is not set, so there is no place for Daybook's files. "
          + "Set HOME, or DAYBOOK_HOME, to a directory."
      ),
    ] as [([String: String], String)])
  func `a bad environment gets a sentence`(environment: [String: String], sentence: String) {
    do throws(BadPlace) {
      _ = try Places(environment: environment)
      Issue.record("it was accepted")
    } catch {
      #expect(error.description == sentence)
    }
  }

  @Test func `data and state are for the owner alone`() throws {
    let home = try TestHome()
    try home.places.makeDataDirectory()
    try home.places.makeStateDirectory()
    try home.places.makeDataDirectory()
    for path in [home.places.data, home.places.state] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o700)
    }
  }

  @Test func `a file in the way is named`() throws {
    let home = try TestHome()
    #expect(FileManager.default.createFile(atPath: home.places.data, contents: nil))
    do throws(BadPlace) {
      try home.places.makeDataDirectory()
      Issue.record("it was accepted")
    } catch {
      #expect(
        error.description == "The directory \(home.places.data) can't be made: File exists. "
          + "Make it, or choose another place with DAYBOOK_HOME.")
    }
  }
}
