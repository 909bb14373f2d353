"""`python -m benchmarks.fresh`."""

import sys

from benchmarks.fresh import main

sys.exit(main())
