/** What `--help` prints: every flag, and three commands to copy. */
export const HELP_TEXT = `Usage: scimulator serve [flags]

A SCIM 2.0 service provider: Users, Groups and whatever resource types you declare.

  --port N              port, 0 for any free one (PORT; default 4000)
  --host ADDRESS        address to bind (HOST; default 127.0.0.1)
  --data DIR|:memory:   where everything is kept (DATA_DIR; default .data)
  --team NAME           the team to serve (default acme)
  --token TOKEN         its bearer token (SCIM_TOKEN; one is made when none is given)
  --schemas FILE        more resource types and schema extensions, as JSON (see examples/schemas.json)
  --strict              the RFC to the letter: no tolerances
  --fresh               forget what earlier servers kept in DIR
  --public-url URL      origin the world sees (PUBLIC_URL)
  --allow-host NAME     a host name to answer besides the loopback ones; repeatable (ALLOW_HOST, comma-separated)
  --rate-limit N        requests a second each team may send; a bulk request counts each write (default 0: no limit)
  --max-in-flight N     requests answered at a time; one team has half of them at most (default 1000)
  --demo                the teams in SCIMULATOR_DEMO instead of one
  --json                one line of JSON when ready
  --help, -h            this text

Examples:
  $ scimulator serve --port 0 --data :memory: --team acme --json
  $ SCIM_TOKEN=secret scimulator serve --port 8080 --data ./scim-data --strict
  $ scimulator serve --schemas examples/schemas.json --host 0.0.0.0 --public-url https://scim.example.com
`
