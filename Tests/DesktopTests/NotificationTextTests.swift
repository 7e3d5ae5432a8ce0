import Testing

@testable import Desktop

@Suite struct NotificationTextTests {
  @Test(arguments: [
    ("3 entries, 2:05 h", "3 entries, 2:05 h"),
    ("<b>Acme</b> & <img onerror=x>", "&lt;b&gt;Acme&lt;/b&gt; &amp; &lt;img onerror=x&gt;"),
    ("a\u{1b}]52;c;\u{7}b\u{9b}c", "a\u{fffd}]52;c;\u{fffd}b\u{fffd}c"),
    ("pay 1\rpay 9\u{202e}\u{200b}", "pay 1\u{fffd}pay 9\u{fffd}\u{fffd}"),
    ("pay 1\u{2028}pay 9\u{2029}", "pay 1\u{fffd}pay 9\u{fffd}"),
    ("one\ntwo 👩‍💻", "one\ntwo 👩‍💻"),
  ])
  func `a daemon gets neither markup nor control characters`(text: String, shown: String) {
    #expect(NotificationDaemon.escaped(text) == shown)
  }
}
