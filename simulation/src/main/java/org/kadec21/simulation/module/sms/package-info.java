/// Short messages: addresses, alphabets, PDUs and the memories that hold them (3GPP TS 23.040,
/// 27.005).
@NullMarked
package org.kadec21.simulation.module.sms;

import org.jspecify.annotations.NullMarked;
