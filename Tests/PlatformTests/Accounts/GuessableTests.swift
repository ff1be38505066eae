import Testing

@testable import Platform

@Suite struct GuessableTests {
  private func isTaken(_ password: String) -> Bool {
    (try? Password(
      chosen: password, email: "sam.reed@northside.example.org", name: "Samuel Reed",
      organisations: ["Northside Services"])) != nil
  }

  @Test(
    "What is guessed early is refused",
    arguments: [
      "password1234", "Password2026!", "P4ssw0rd12345", "passwordpassword", "welcome12345", "letmeinletmein",
      "qwertyuiop[]", "qwertyuiop12", "1q2w3e4r5t6y", "1qaz2wsx3edc", "123456789012", "abcdefghijkl", "lkjhgfdsapoi",
      "abcabcabcabc", "Summer2026!!!!", "Northside Services 1", "northside services", "Samuel123456",
      "reed.samuel.sam", "aaaabbbbccccdddd", "iloveyou1234", "hearthhearth12", "987654321098",
    ])
  func refused(_ password: String) {
    #expect(!isTaken(password))
  }

  @Test(
    "What nobody would guess is taken",
    arguments: [
      "otter lamp seven sky", "x7Kq!vR2mZ9w", "purple kettle drives north", "gwyrdd cadair afon pont",
      "correct-donkey-lantern", "blåbær og havregryn", "739264850173",
    ])
  func taken(_ password: String) {
    #expect(isTaken(password))
  }
}
