# Mixed models of the shared real data by lme4 and lmerTest, stopped as late as they can be.  Rscript real.R FOLDER > real.json
suppressMessages({ library(lme4); library(lmerTest); library(pbkrtest); library(jsonlite) })
folder <- commandArgs(TRUE)[1]
tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, xtol_rel = 1e-15, ftol_abs = 1e-15, ftol_rel = 1e-16, maxeval = 100000))
fit <- function(formula, d, reml = TRUE, kr = FALSE) {
  m <- lmerTest::lmer(formula, d, REML = reml, control = tight); p <- length(fixef(m)); v <- as.data.frame(VarCorr(m))
  out <- list(coefficients = unname(fixef(m)), errors = unname(sqrt(diag(as.matrix(vcov(m))))), variances = v$vcov[is.na(v$var2)],
    logLikelihood = unbox(as.numeric(logLik(m))), df = unname(coef(summary(m))[, "df"]))
  if (kr) { out$kenwardRogerDf <- sapply(1:p, function(i) get_Lb_ddf(m, diag(p)[i, ])); out$kenwardRogerErrors <- unname(sqrt(diag(as.matrix(vcovAdj(m))))) }
  out
}
b <- read.csv(file.path(folder, "bliese_bh1996.csv"))
w <- read.csv(file.path(folder, "btheb_rct.csv")); w$subject <- factor(seq_len(nrow(w)))
l <- reshape(w, direction = "long", idvar = "subject", varying = c("bdi.2m", "bdi.3m", "bdi.5m", "bdi.8m"), v.names = "bdi", times = c(2, 3, 5, 8), timevar = "month")
l <- l[!is.na(l$bdi), ]
l$treated <- as.numeric(l$treatment == "BtheB"); l$drugged <- as.numeric(l$drug == "Yes"); l$long <- as.numeric(l$length == ">6m")
t <- read.csv(file.path(folder, "tvsfp_crt.csv"))
out <- list(R = unbox(as.character(getRversion())), lme4 = unbox(as.character(packageVersion("lme4"))),
  bhNull = fit(WBEING ~ 1 + (1 | GRP), b), bhHours = fit(WBEING ~ HRS + G.HRS + (1 | GRP), b), bhSlope = fit(WBEING ~ HRS + (HRS | GRP), b),
  btheb = fit(bdi ~ bdi.pre + month + treated + drugged + long + (1 | subject), l, kr = TRUE),
  bthebML = fit(bdi ~ bdi.pre + month + treated + drugged + long + (1 | subject), l, reml = FALSE),
  tvsfp = fit(thksord ~ thkspre + cc + tv + cctv + (1 | class) + (1 | school), t, kr = TRUE))
cat(toJSON(out, digits = NA, pretty = TRUE))
