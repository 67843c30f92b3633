/// Serial ports of the host by jSerialComm, the only package of a unit that names it.
///
/// jSerialComm unpacks its native library to the directory for temporary files, writable by
/// everybody. A launcher on a shared machine sets the system property `jSerialComm.library.path` to
/// a directory of its own, or puts the library into the `lib` directory of its image.
@NullMarked
package org.kadec21.hal.serial;

import org.jspecify.annotations.NullMarked;
