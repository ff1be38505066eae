# The same work as `hearth analyse` on the benchmark file, the way an R user would write it with data.table.
# Usage: Rscript report.R ANSWERS.csv OUT_FOLDER
suppressMessages(library(data.table))
arguments <- commandArgs(TRUE)
out <- arguments[2]
dir.create(out, showWarnings = FALSE, recursive = TRUE)

answers <- fread(arguments[1], na.strings = "")
aws <- paste0("aws", 1:28)
mbi <- paste0("mbi", 1:22)
scales <- list(
  workload = aws[1:5], control = aws[6:9], reward = aws[10:13], community = aws[14:18], fairness = aws[19:24],
  values = aws[25:28], EE = mbi[c(1, 2, 3, 6, 8, 13, 14, 16, 20)], DP = mbi[c(5, 10, 11, 15, 22)],
  PA = mbi[c(4, 7, 9, 12, 17, 18, 19, 21)])

# How often each code was chosen, raw, with missing answers as a code of their own.
items <- rbindlist(lapply(c(aws, mbi), function(item) {
  counts <- answers[, .(count = .N), by = c(code = item)]
  setnames(counts, 1, "code")
  counts[, .(item = item, code = ifelse(is.na(code), "missing", as.character(code)), count)]
}))

for (item in paste0("aws", c(1, 2, 3, 12, 13, 18, 23, 24))) set(answers, j = item, value = 6L - answers[[item]])

alphas <- list()
for (scale in names(scales)) {
  cases <- as.matrix(answers[, scales[[scale]], with = FALSE])
  gaps <- rowSums(is.na(cases))
  score <- rowMeans(cases, na.rm = TRUE)
  # A worklife area may lack one answer; a burnout scale must be complete.
  score[gaps > if (scale %in% c("EE", "DP", "PA")) 0 else 1] <- NA
  set(answers, j = scale, value = score)
  covariance <- cov(cases[gaps == 0, ])
  k <- ncol(cases)
  alphas[[scale]] <- data.table(
    scale = scale, n = sum(gaps == 0), alpha = k / (k - 1) * (1 - sum(diag(covariance)) / sum(covariance)))
}

groups <- rbindlist(lapply(names(scales), function(scale) {
  answers[!is.na(get(scale)), {
    quartiles <- quantile(get(scale), c(.25, .5, .75), names = FALSE)
    .(scale = scale, n = .N, mean = mean(get(scale)), sd = sd(get(scale)), q1 = quartiles[1], median = quartiles[2],
      q3 = quartiles[3])
  }, by = sector]
}))

tests <- rbindlist(lapply(names(scales), function(scale) {
  known <- !is.na(answers[[scale]])
  score <- answers[[scale]][known]
  sector <- factor(answers$sector[known])
  classic <- oneway.test(score ~ sector, var.equal = TRUE)
  welch <- oneway.test(score ~ sector)
  rank <- kruskal.test(score, sector)
  data.table(
    scale = scale, f = classic$statistic, df1 = classic$parameter[1], df2 = classic$parameter[2],
    p = classic$p.value, welchF = welch$statistic, welchDf2 = welch$parameter[2], welchP = welch$p.value,
    h = rank$statistic, rankP = rank$p.value)
}))

tables <- list(groups = groups[order(scale, sector)], tests = tests, alphas = rbindlist(alphas),
  items = items[order(item, code)])
for (name in names(tables)) fwrite(tables[[name]], file.path(out, paste0(name, ".csv")))

html <- function(table) {
  cells <- function(values, tag) paste0("<", tag, ">", values, "</", tag, ">", collapse = "")
  rows <- apply(table, 1, function(row) paste0("<tr>", cells(trimws(row), "td"), "</tr>"))
  paste0("<table><tr>", cells(names(table), "th"), "</tr>", paste(rows, collapse = "\n"), "</table>")
}
writeLines(
  c("<!doctype html><html lang=en><title>Report</title>", vapply(tables, html, ""), "</html>"),
  file.path(out, "report.html"))
