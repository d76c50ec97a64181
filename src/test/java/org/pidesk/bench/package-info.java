/** What a case costs, beside what the bare engine costs on a model of the same shape; and what a look-up costs. */
package org.pidesk.bench;
