import sys

from masthead_mirror.command import main

sys.exit(main())
