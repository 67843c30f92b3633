/// Instructions to units as an operator writes them: sealed mails.
@NullMarked
package org.kadec21.bench.instruct;

import org.jspecify.annotations.NullMarked;
