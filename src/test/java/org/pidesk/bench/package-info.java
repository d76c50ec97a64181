/** What a withdrawal costs, beside what the bare engine costs on a model of the same shape. */
package org.pidesk.bench;
