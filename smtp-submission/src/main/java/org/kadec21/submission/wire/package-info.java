/// Sockets that stand between a bearer and a mail library. Internal to this module.
@NullMarked
package org.kadec21.submission.wire;

import org.jspecify.annotations.NullMarked;
