/// A unit's flash directory: its two slots per board and the table that says which one starts, see
/// `docs/updater.md`.
@NullMarked
package org.kadec21.updater.flash;

import org.jspecify.annotations.NullMarked;
