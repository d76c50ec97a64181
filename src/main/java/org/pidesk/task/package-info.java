/** Says how a user task puts its question to staff, and reads what they answer. */
@ApplicationModule(allowedDependencies = "kernel")
package org.pidesk.task;

import org.springframework.modulith.ApplicationModule;
