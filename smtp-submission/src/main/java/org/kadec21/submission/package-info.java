/// Message submission (RFC 6409) over any socket factory, to an outcome per recipient.
@NullMarked
package org.kadec21.submission;

import org.jspecify.annotations.NullMarked;
