// The claims of a story that do not stand are found without those of others.
CREATE INDEX claim_story IF NOT EXISTS FOR (c:Claim) ON (c.story)
