/// What a unit tells the person in front of it, while it runs.
@NullMarked
package org.kadec21.firmware.notice;

import org.jspecify.annotations.NullMarked;
