// The one function of bcryptprimitives.dll that Go asks for, for a wine that has no such
// library. Only for tests: see packaging/windows/wine.
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T size)
{
	return RtlGenRandom(data, (ULONG)size);
}
