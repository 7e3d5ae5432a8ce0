import Activity
import Testing

@testable import Rules

@Suite struct TemplateTests {
  @Test(arguments: [
    ("Edited {file}", "Edited a.ts"), ("{{file}}", "{file}"), ("{title}", "Raw"),
    (" {none} ", ""), ("{file}{file}", "a.tsa.ts"), ("plain", "plain"),
  ])
  func `captures and facts are filled in`(text: String, filled: String) throws {
    let template = try #require(Template(text))
    #expect(template.filled(["file": "a.ts"], Window(title: "Raw")) == filled)
  }

  @Test(arguments: ["{", "}", "{}", "a}b", "{a{b}}"])
  func `a brace without a partner or a name is refused`(text: String) {
    #expect(Template(text) == nil)
  }

  @Test func `a capture comes before the fact of the same name`() throws {
    let template = try #require(Template("{title}"))
    #expect(template.filled(["title": "captured"], Window(title: "Raw")) == "captured")
  }

  @Test(arguments: ["acme", "acme/", "/website", "a/b/c", "{a}{b}", ""])
  func `a project is a client, a slash and a project`(text: String) throws {
    #expect(ProjectTemplate(try #require(Template(text))) == nil)
  }
}
