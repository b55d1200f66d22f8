"""`python -m kim.cli`: the same as `kim`."""

import sys

from kim.cli import main

sys.exit(main())
