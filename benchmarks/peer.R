# The same panels by the R package peacesciencer: Rscript peer.R NAME prints the seconds and rows of one.
# The names are those of benchmarks/work.py. Minimum distance needs the package's extra data (download_extdata()).
suppressPackageStartupMessages({
  library(dplyr)
  library(peacesciencer)
})

standard <- function(data) {
  data %>%
    add_gml_mids(keep = NULL) %>%
    add_spells() %>%
    add_nmc() %>%
    add_democracy(keep = "aeuds") %>%
    add_atop_alliance() %>%
    add_sim_gdp_pop(keep = "mrgdppc")
}

calls <- list(
  bare = function() create_dyadyears(subset_years = 1816:2010),
  dangerous = function() create_dyadyears(directed = FALSE, subset_years = 1816:2010) %>% filter_prd() %>% standard(),
  unfiltered = function() create_dyadyears(subset_years = 1816:2010) %>%
    add_contiguity() %>% add_cow_majors() %>% add_gml_mids(keep = NULL) %>% add_spells() %>% add_nmc() %>%
    add_democracy() %>% add_atop_alliance() %>% add_sim_gdp_pop(),
  states = function() create_stateyears() %>%
    add_nmc() %>% add_democracy() %>% add_archigos() %>% add_cow_majors() %>% add_contiguity() %>%
    add_sim_gdp_pop() %>% add_gml_mids() %>% add_strategic_rivalries() %>% add_capital_distance() %>%
    add_minimum_distance() %>% add_igos() %>% add_cow_trade() %>% add_creg_fractionalization() %>%
    add_rugged_terrain() %>% add_latent_territorial_threat() %>% add_cow_wars(type = "intra")
)

name <- commandArgs(trailingOnly = TRUE)[1]
start <- proc.time()[["elapsed"]]
rows <- nrow(suppressMessages(calls[[name]]()))
cat(proc.time()[["elapsed"]] - start, rows, "\n")
