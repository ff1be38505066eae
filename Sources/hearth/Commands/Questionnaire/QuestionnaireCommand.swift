import ArgumentParser

struct QuestionnaireCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questionnaire",
    abstract: "Write a questionnaire: begin with a ready one, check what it asks of people.",
    subcommands: [
      QuestionnaireTemplateCommand.self, QuestionnaireCheckCommand.self, QuestionnairePreviewCommand.self,
      QuestionnaireExportCommand.self, QuestionnaireImportCommand.self,
    ])
}
